// Template bodies of router.h. The tree is walked over the raw segments of the target, and each is decoded by itself:
// an invoice number may hold a slash (%2F), which must not begin a new segment.
#include <algorithm>
#include <stdexcept>
#include <utility>

namespace recours::http {

namespace routing {

// "/a/b" → "a", "b"; "/" → "". Empty when it does not begin with '/'.
std::vector<std::string_view> segments_of(std::string_view raw_path);
// The path part of the target as sent; the path itself where a request was made without a target.
std::string_view raw_path_of(const Request& request);

}  // namespace routing

template <class Handler>
void Router<Handler>::add(Method method, std::string_view pattern, Handler handler) {
  const auto segments = routing::segments_of(pattern);
  if (segments.empty()) throw std::logic_error("a route begins with '/': " + std::string(pattern));
  Node* node = &root_;
  for (auto segment : segments) {
    const bool is_name = segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
    const auto text = is_name ? segment.substr(1, segment.size() - 2) : segment;
    const auto found = std::find_if(node->children.begin(), node->children.end(), [&](const auto& child) {
      return child->is_name == is_name && child->segment == text;
    });
    if (found != node->children.end()) {
      node = found->get();
      continue;
    }
    auto child = std::make_unique<Node>();
    child->segment = text;
    child->is_name = is_name;
    // Literals stand before names, so that the first match of a walk is the right one.
    const auto place = is_name ? node->children.end() : node->children.begin();
    node = node->children.insert(place, std::move(child))->get();
  }
  for (const auto& [known, unused] : node->handlers) {
    if (known == method) throw std::logic_error("two handlers for " + std::string(pattern));
  }
  node->handlers.emplace_back(method, std::move(handler));
}

template <class Handler>
const typename Router<Handler>::Node* Router<Handler>::find(const Node& node, std::span<const std::string> segments,
                                                            Values& values) {
  if (segments.empty()) return node.handlers.empty() ? nullptr : &node;
  for (const auto& child : node.children) {
    if (!child->is_name) {
      if (child->segment != segments.front()) continue;
      if (const Node* found = find(*child, segments.subspan(1), values)) return found;
    } else if (!segments.front().empty()) {
      if (const Node* found = find(*child, segments.subspan(1), values)) {
        values.emplace(child->segment, segments.front());
        return found;
      }
    }
  }
  return nullptr;
}

template <class Handler>
typename Router<Handler>::Match Router<Handler>::match(Request& request) const {
  request.path_values.clear();
  std::vector<std::string> segments;
  for (auto raw : routing::segments_of(routing::raw_path_of(request))) {
    auto decoded = percent_decode(raw);
    if (!decoded) return {};
    segments.push_back(*std::move(decoded));
  }
  if (segments.empty()) return {};
  const Node* node = find(root_, segments, request.path_values);
  if (node == nullptr) return {};
  Match result;
  const auto handler_of = [&](Method method) -> const Handler* {
    for (const auto& [known, handler] : node->handlers) {
      if (known == method) return &handler;
    }
    return nullptr;
  };
  result.handler = handler_of(request.method);
  if (result.handler == nullptr && request.method == Method::Head) result.handler = handler_of(Method::Get);
  if (result.handler != nullptr) return result;
  request.path_values.clear();
  for (const auto& [known, handler] : node->handlers) result.allowed.push_back(known);
  if (handler_of(Method::Get) && !handler_of(Method::Head)) result.allowed.push_back(Method::Head);
  return result;
}

template <class Handler>
std::vector<typename Router<Handler>::Route> Router<Handler>::routes() const {
  std::vector<Route> all;
  collect(root_, "", all);
  return all;
}

template <class Handler>
void Router<Handler>::collect(const Node& node, const std::string& pattern, std::vector<Route>& into) {
  for (const auto& [method, handler] : node.handlers) into.push_back({method, pattern, &handler});
  for (const auto& child : node.children) {
    collect(*child, pattern + "/" + (child->is_name ? "{" + child->segment + "}" : child->segment), into);
  }
}

}  // namespace recours::http
