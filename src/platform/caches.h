// What slices keep in memory as long as the process lives: one object of each type, made at first use.
// What it is not: a store. Everything in it can be thrown away and made again from the database.
#pragma once

#include <memory>
#include <mutex>
#include <typeindex>
#include <unordered_map>

namespace kim {

class Caches {
 public:
  /// The process's one T; it guards itself against several threads.
  template <class T>
  [[nodiscard]] T& get() {
    const std::lock_guard lock(mutex_);
    auto& slot = slots_[std::type_index(typeid(T))];
    if (!slot) slot = std::make_shared<T>();
    return *static_cast<T*>(slot.get());
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::type_index, std::shared_ptr<void>> slots_;
};

}  // namespace kim
