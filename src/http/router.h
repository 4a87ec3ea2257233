// From method and path to a handler. Patterns are literal segments and {names}: "/claims/{number}/cancellation".
// Literal beats {name}. A path that exists with another method is 405 with Allow; HEAD is served by GET.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace recours::http {

template <class Handler>
class Router {
 public:
  struct Match {
    const Handler* handler = nullptr;      // nullptr: nothing here
    std::vector<Method> allowed;           // when handler is nullptr and the path exists: methods it has
  };

  void add(Method method, std::string_view pattern, Handler handler);
  // Fills request.path_values.
  Match match(Request& request) const;
  // Every route, for tests that ask all of them the same questions and for the documentation.
  struct Route {
    Method method;
    std::string pattern;
    const Handler* handler;
  };
  std::vector<Route> routes() const;

 private:
  struct Node {
    std::string segment;                   // literal, or the name inside {}
    bool is_name = false;
    std::vector<std::unique_ptr<Node>> children;
    std::vector<std::pair<Method, Handler>> handlers;
  };
  using Values = std::map<std::string, std::string, std::less<>>;
  // The node these segments lead to, literals tried first; fills the values of the names on the way.
  static const Node* find(const Node& node, std::span<const std::string> segments, Values& values);
  static void collect(const Node& node, const std::string& pattern, std::vector<Route>& into);

  Node root_;
};

}  // namespace recours::http

#include "http/router.inl"
