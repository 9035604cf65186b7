# R's dbscan: INPUT (CSV x,y) OUTPUT (a label a line, -1 = noise) RADIUS MIN_POINTS
given <- commandArgs(TRUE)
invisible(loadNamespace("dbscan"))  # not part of the time
points <- as.matrix(data.table::fread(given[1], nThread = 1))
seconds <- system.time(
  found <- dbscan::dbscan(points, eps = as.numeric(given[3]), minPts = as.integer(given[4]))
)[["elapsed"]]
data.table::fwrite(list(found$cluster - 1L), given[2], col.names = FALSE)
cat(seconds, "\n")
