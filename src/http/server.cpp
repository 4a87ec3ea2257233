#include "http/server.h"

#include "http/server_hub.h"

namespace recours::http {

struct Server::Impl {
  Hub hub;
};

Server::Server(ServerOptions options, Application application)
    : impl_(new Impl{Hub(std::move(options), std::move(application))}) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return impl_->hub.port(); }

void Server::run() { impl_->hub.serve(); }

void Server::stop() { impl_->hub.request_stop(); }

void Server::stop_now() { impl_->hub.request_stop_now(); }

void Server::reload_certificate() { impl_->hub.reload_certificate(); }

Traffic Server::traffic() const { return impl_->hub.traffic(); }

}  // namespace recours::http
