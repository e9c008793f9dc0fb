-- wrk: one line of figures for tools/bench: requests/s, p50, p99 in ms, bytes a request, answers that were not 2xx or 3xx.
function done(summary, latency, requests)
  io.write(string.format("RESULT %.0f %.2f %.2f %.0f %d\n", summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.bytes / summary.requests, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
