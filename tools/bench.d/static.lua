-- wrk: one static file of about 20 KB, compressed as browsers get it.
local headers = { ["Accept-Encoding"] = "gzip" }
function request() return wrk.format("GET", os.getenv("STATIC"), headers) end
