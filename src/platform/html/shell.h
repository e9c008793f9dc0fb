// The frame of every page: complete documents. What it is not: who may see what; access/page.cpp fills it for the actor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/html/components.h"

namespace kim::ui {

/// What all frames share.
struct Frame {
  std::string title;    // title element, before " – KIM <tenant>"
  std::string tenant;   // "Kreis Paderborn"
  std::string theme{};  // "light", "dark"; empty: as the device says
  bool demo = false;    // "Beispieldaten ..." in the footer
  bool error = false;   // title begins "Fehler: "
  std::string home = "/";
};

struct NavLink {
  std::string label;
  std::string href;
};

/// A page for somebody who is signed in.
struct Shell {
  Frame frame;
  std::string account;                   // "Miriam Kessler"
  std::string role;                      // "Case Management · Salzkotten"
  std::string csrf;                      // for the sign-out form
  std::string session_ends{};            // ISO moment; the script warns two minutes before
  std::vector<NavLink> nav{};            // at most seven
  std::string nav_current{};             // href of the current one
  std::vector<NavLink> create{};         // "Neu" menu; the first one also stands in the phone's menu
  std::vector<MenuItem> account_menu{};  // default: Profil und Darstellung, Hilfe
  bool search = true;                    // person search in the header
  std::string search_label{};            // default: "Person oder Fall suchen"
  std::string search_hint{};             // default: "Person, Geburtsdatum oder Fallnummer"
  std::string search_word{};             // kept on the result page
  bool search_key = true;                // "/" leads to the search (profile)
  bool print_wide = false;               // A4 landscape
  Fragment above{};                      // case bar
  Fragment content;                      // inside <main>: breadcrumb, page head, ...
};
[[nodiscard]] std::string page(const Shell& shell);

/// A page without navigation: sign-in, second factor, errors before sign-in.
struct BarePage {
  Frame frame;
  Fragment content;
  bool narrow = true;  // column of the sign-in form; false: running text
};
[[nodiscard]] std::string page(const BarePage& bare);

/// Body of an error page inside either frame: what happened, whether something was saved, what to do.
struct ErrorText {
  int status;  // 403, 404, 503 ...
  std::string title;
  std::string text;
  std::vector<Fragment> ways{};  // "Das können Sie tun"
  std::string reference{};       // "Kennung für Rückfragen"
};
[[nodiscard]] Fragment error_text(const ErrorText& error);
/// The usual ones, complete with their sentences.
[[nodiscard]] ErrorText not_found_text(std::string reference);
[[nodiscard]] ErrorText refused_text(const std::string& why, std::string reference);
[[nodiscard]] ErrorText unavailable_text(std::string reference);

/// Parts of the sign-in column.
[[nodiscard]] Fragment sign_in_head(std::string_view title, std::string_view sub, std::string_view step = {});
[[nodiscard]] Fragment or_line();

}  // namespace kim::ui
