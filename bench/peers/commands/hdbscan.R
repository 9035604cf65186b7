# R's hdbscan: INPUT (CSV x,y) OUTPUT (CSV label,core_distance) MIN_POINTS; the lengths of the spanning tree's edges, which it
# keeps as heights of merges, go to OUTPUT.tree
given <- commandArgs(TRUE)
invisible(loadNamespace("dbscan"))  # not part of the time
points <- as.matrix(data.table::fread(given[1], nThread = 1))
seconds <- system.time(found <- dbscan::hdbscan(points, minPts = as.integer(given[3])))[["elapsed"]]
data.table::fwrite(list(label = found$cluster - 1L, core_distance = found$coredist), given[2])
data.table::fwrite(list(found$hc$height), paste0(given[2], ".tree"), col.names = FALSE)
cat(seconds, "\n")
