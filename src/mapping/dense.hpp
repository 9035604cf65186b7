#pragma once

#include <algorithm>

#include <Eigen/Core>
#include <tbb/parallel_for.h>

namespace grono::mapping {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor>;

inline constexpr Eigen::Index kBlock = 32;

/// The products of all columns with each other, block by block on many threads. @return  columns x columns,
/// both halves
inline Matrix gram(const Matrix& columns) {
  const Eigen::Index count = columns.cols(), blocks = (count + kBlock - 1) / kBlock;
  Matrix made(count, count);
  tbb::parallel_for(Eigen::Index{0}, blocks, [&](Eigen::Index block) {
    const Eigen::Index first = block * kBlock, width = std::min(kBlock, count - first), end = first + width;
    made.block(0, first, end, width).noalias() =
        columns.leftCols(end).transpose() * columns.middleCols(first, width);
  });
  for (Eigen::Index column = 0; column < count; ++column)
    for (Eigen::Index row = column + 1; row < count; ++row) made(row, column) = made(column, row);
  return made;
}

}  // namespace grono::mapping
