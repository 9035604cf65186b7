#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

#include <mpi.h>

#include "mapping/ranks.hpp"

namespace {

// MPI counts in int: what is longer goes in pieces.
constexpr std::size_t kPiece = std::size_t{1} << 30;

class MpiRanks : public grono::mapping::Ranks {
 public:
  MpiRanks() {
    MPI_Init(nullptr, nullptr);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
  }
  ~MpiRanks() override { MPI_Finalize(); }

  [[nodiscard]] std::uint32_t rank() const override { return static_cast<std::uint32_t>(rank_); }
  [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(size_); }

  [[nodiscard]] std::vector<std::vector<std::byte>> all_to_all(
      std::vector<std::vector<std::byte>> to) override {
    std::vector<std::uint64_t> sent, coming(to.size());
    for (const auto& part : to) sent.push_back(part.size());
    MPI_Alltoall(sent.data(), 1, MPI_UINT64_T, coming.data(), 1, MPI_UINT64_T, MPI_COMM_WORLD);
    std::vector<std::vector<std::byte>> came(to.size());
    std::vector<MPI_Request> requests;
    for (std::size_t from = 0; from < came.size(); ++from) {
      came[from].resize(coming[from]);
      if (from != static_cast<std::size_t>(rank_))
        in_pieces(came[from], [&](std::byte* bytes, int count) {
          MPI_Irecv(bytes, count, MPI_BYTE, static_cast<int>(from), 0, MPI_COMM_WORLD,
                    &requests.emplace_back());
        });
    }
    for (std::size_t other = 0; other < to.size(); ++other)
      if (other != static_cast<std::size_t>(rank_))
        in_pieces(to[other], [&](std::byte* bytes, int count) {
          MPI_Isend(bytes, count, MPI_BYTE, static_cast<int>(other), 0, MPI_COMM_WORLD,
                    &requests.emplace_back());
        });
    came[rank()] = std::move(to[rank()]);
    MPI_Waitall(static_cast<int>(requests.size()), requests.data(), MPI_STATUSES_IGNORE);
    return came;
  }

  // Added up in one place and told to all, so that everybody has the same bits.
  void add_up(std::span<double> values) override {
    for (std::size_t from = 0; from < values.size(); from += kPiece / sizeof(double)) {
      const int count = static_cast<int>(std::min(values.size() - from, kPiece / sizeof(double)));
      double* const piece = values.data() + from;
      if (rank_ == 0)
        MPI_Reduce(MPI_IN_PLACE, piece, count, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
      else
        MPI_Reduce(piece, nullptr, count, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
      MPI_Bcast(piece, count, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    }
  }

 private:
  template <typename Take>
  static void in_pieces(std::vector<std::byte>& bytes, const Take& take) {
    for (std::size_t from = 0; from < bytes.size(); from += kPiece)
      take(bytes.data() + from, static_cast<int>(std::min(bytes.size() - from, kPiece)));
  }

  int rank_ = 0, size_ = 1;
};

}  // namespace

// What the program looks for in this module.
extern "C" grono::mapping::Ranks* grono_mpi_ranks() {
  return std::make_unique<MpiRanks>().release();
}
extern "C" void grono_mpi_abort(int code) {
  MPI_Abort(MPI_COMM_WORLD, code);
}
