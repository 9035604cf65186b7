# Establishments of a CSV in data.table: INPUT OUTPUT ACTIVITY THREADS; output as read_pandas.py
given <- commandArgs(TRUE)
invisible(loadNamespace("data.table"))  # not part of the time
seconds <- system.time(
  read <- data.table::fread(given[1], select = c(x = "numeric", y = "numeric", activity = "factor", employees = "numeric"),
                            nThread = as.integer(given[4]), showProgress = FALSE)
)[["elapsed"]]
chosen <- read[read$activity == given[3], ]
data.table::fwrite(list(x = chosen$x, y = chosen$y, weight = chosen$employees), given[2])
writeLines(as.character(nrow(read)), paste0(given[2], ".rows"))
cat(seconds, "\n")
