-- wrk: one static file of about 20 KB, compressed as browsers get it.
local target, headers = os.getenv("STATIC"), { ["Accept-Encoding"] = "gzip" }
function request() return wrk.format("GET", target, headers) end
