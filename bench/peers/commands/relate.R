# The formulas of docs/methods-mapping.md on a table of regions and industries, in R: INPUT (CSV) OUTPUT (folder) KIND
# Output as relate_numpy.py.
given <- commandArgs(TRUE)
kind <- given[3]
e <- as.matrix(data.table::fread(given[1], nThread = 1)[, -1])

relatedness <- function(e, x) {
  if (kind == "colocation") return(cor(e))
  c <- crossprod(x)
  n <- diag(c)
  diag(c) <- 0
  s <- colSums(c)
  t <- sum(c)
  across <- switch(kind, cosine = sqrt(outer(s, s)), association = outer(s, s) / t, jaccard = outer(s, s, "+") - c,
                   probability = (outer(s, s / (t - s)) + outer(s / (t - s), s)) / 2, proximity = outer(n, n, pmax))
  ifelse(across > 0, c / across, 0)
}
scaled <- function(values) (values - mean(values)) / sd(values)

seconds <- system.time({
  lq <- sweep(e / rowSums(e), 2, colSums(e) / sum(e), "/")
  x <- (lq >= 1) + 0
  x[is.na(x)] <- 0
  related <- relatedness(e, x)
  positive <- pmax(related, 0)
  diag(positive) <- 0
  density <- sweep(x %*% positive, 2, colSums(positive), "/")
  diversity <- rowSums(x)
  found <- eigen((t(x) / colSums(x)) %*% (x / diversity))
  industry <- scaled(Re(found$vectors[, order(-Re(found$values))[2]]))
  region <- scaled(as.vector(x %*% industry / diversity))
  side <- sign(cor(region, diversity))
})[["elapsed"]]

write <- function(table, name) data.table::fwrite(as.data.frame(table), file.path(given[2], name), col.names = FALSE)
write(lq, "lq.csv")
write(related, "related.csv")
write(density, "density.csv")
data.table::fwrite(list(kind = rep(c("region", "industry"), c(length(region), length(industry))),
                        complexity = side * c(region, industry)), file.path(given[2], "complexity.csv"))
cat(seconds, "\n")
