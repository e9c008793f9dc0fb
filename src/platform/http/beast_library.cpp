// The compiled parts of Asio, Asio SSL and Beast, once. What it is not: code of ours; see server.cpp.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
