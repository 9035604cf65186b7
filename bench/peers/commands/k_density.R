# K-density in R, written here after its definition: distances by dist(), the curve by density() with the distances mirrored at
# zero, as the R package of the field's reference authors does, which Debian does not have.
#   INPUT (CSV x,y,type) OUTPUT TYPE TO STEP DRAWS
# OUTPUT holds distance,value; the curves of the draws, one a line, go to OUTPUT.draws. The second last line tells the bandwidth;
# the seconds are those of one curve with its bandwidth, and of one draw, in the line before it.
given <- commandArgs(TRUE)
sites <- as.data.frame(data.table::fread(given[1], nThread = 1))
at <- seq(0, as.numeric(given[4]), by = as.numeric(given[5]))

curve_of <- function(rows, bandwidth = NULL) {
  distances <- as.vector(dist(sites[rows, c("x", "y")]))
  if (is.null(bandwidth)) bandwidth <- bw.nrd0(distances)
  near <- distances[distances <= max(at) + 6 * bandwidth]
  mirrored <- c(near, -near[near <= 6 * bandwidth])
  found <- density(mirrored, bw = bandwidth, from = 0, to = max(at), n = 4096, subdensity = TRUE,
                   weights = rep(1 / length(distances), length(mirrored)))
  list(value = approx(found$x, found$y, at)$y, bandwidth = bandwidth)
}

industry <- which(sites$type == given[3])
one <- system.time(found <- curve_of(industry))[["elapsed"]]
each <- system.time(draws <- replicate(as.integer(given[6]),
                                       curve_of(sample.int(nrow(sites), length(industry)), found$bandwidth)$value))[["elapsed"]]
data.table::fwrite(list(distance = at, value = found$value), given[2])
data.table::fwrite(as.data.frame(t(draws)), paste0(given[2], ".draws"), col.names = FALSE)
cat("bandwidth", found$bandwidth, "\n")
cat("one", one, "draws", each, "\n")
cat(one + each, "\n")
