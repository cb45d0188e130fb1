// Read before anything else by processes that tests start: whoever started this one holds its standard input, so that its end, by SIGKILL too, ends this one.
process.stdin.resume()
process.stdin.once('end', () => process.exit(1))
process.stdin.unref()
