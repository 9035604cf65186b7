#include "app/network_pictures.hpp"

#include <thread>

#include <gmock/gmock.h>

#include "base/error.hpp"

namespace grono::app {
namespace {

using network::Tie;
using ::testing::ElementsAre;

const network::Period kAlways{network::year(2000).first, network::year(2026).last};

Tie tie(network::Node a, network::Node b, int begun, double weight = 1) {
  Tie made{a, b};
  made.begin = network::year(begun).first;
  made.end = network::year(begun + 1).last;
  made.weight = weight;
  return made;
}

TEST(NetworkPictures, HoldWhatIsReckonedOfTheTime) {
  NetworkPictures pictures;
  const std::vector ties{tie(0, 1, 2019), tie(1, 2, 2021)};
  const auto all = pictures.of(4, ties, kAlways, 2022);
  EXPECT_THAT(all->partners, ElementsAre(1U, 2U, 1U, 0U));
  EXPECT_EQ(all->places.size(), 4U);
  ASSERT_EQ(all->years.size(), 4U);
  EXPECT_EQ(all->years[3].edges, 1U);
  EXPECT_THAT(pictures.of(4, ties, network::year(2019), 2022)->partners, ElementsAre(1U, 1U, 0U, 0U));
}

TEST(NetworkPictures, TheSameTiesAreReckonedOnceAndOthersAnew) {
  NetworkPictures pictures;
  const std::vector ties{tie(0, 1, 2019), tie(1, 2, 2021)};
  const auto first = pictures.of(3, ties, kAlways, 2022);
  EXPECT_EQ(pictures.of(3, ties, kAlways, 2022), first);
  for (const auto& other :
       {pictures.of(4, ties, kAlways, 2022), pictures.of(3, ties, network::year(2021), 2022),
        pictures.of(3, ties, kAlways, 2023),
        pictures.of(3, std::vector{tie(0, 1, 2019), tie(1, 2, 2021, 2)}, kAlways, 2022),
        pictures.of(3, std::vector{tie(0, 1, 2019), tie(0, 2, 2021)}, kAlways, 2022)})
    EXPECT_NE(other, first);
  // Long not asked for, it is forgotten, and comes out the same.
  for (std::uint32_t nodes = 10; nodes < 60; ++nodes) (void)pictures.of(nodes, ties, kAlways, 2022);
  const auto again = pictures.of(3, ties, kAlways, 2022);
  EXPECT_NE(again, first);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again->places[i].x, first->places[i].x);
    EXPECT_EQ(again->places[i].y, first->places[i].y);
  }
}

TEST(NetworkPictures, WhatIsNoTieIsRefused) {
  NetworkPictures pictures;
  EXPECT_THROW((void)pictures.of(1, std::vector{tie(0, 1, 2019)}, kAlways, 2022), InvalidInput);
}

TEST(NetworkPictures, ConcurrentAskersGetTheSame) {
  NetworkPictures pictures;
  std::vector<std::jthread> askers;
  for (int asker = 0; asker < 4; ++asker)
    askers.emplace_back([&] {
      for (std::uint32_t i = 0; i < 40; ++i) {
        const auto picture =
            pictures.of(3 + i % 5, std::vector{tie(0, 1, 2019), tie(1, 2, 2021)}, kAlways, 2022);
        EXPECT_EQ(picture->partners.size(), 3 + i % 5);
      }
    });
}

}  // namespace
}  // namespace grono::app
