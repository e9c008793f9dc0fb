// Comfort for people with script; everything works without it (docs/ui.md 17).
// No dependency, nothing inline, nothing stored in the browser: drafts lie on the server. Sentences come from the page.
"use strict";

(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const texts = (document.body.dataset.texts || "||").split("|");
  const fill = (text, value) => text.replace("{}", value);
  const number = new Intl.NumberFormat("de-DE");

  // ---- focus: first on what went wrong, else on what was saved ----

  const focusMessage = () => {
    const target = document.querySelector("#fehler, #meldung");
    if (target && !location.hash) target.focus();
  };

  // ---- areas of a case: on the phone the row scrolls sideways; the current one comes into sight ----

  const showCurrentArea = () => {
    const row = document.querySelector(".kim-subnav");
    const current = row?.querySelector("[aria-current]");
    if (current) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  };

  // ---- menus: close by Esc or a click elsewhere ----

  const closeMenus = (except) => {
    for (const menu of all("details.kim-menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.kim-menu"));
  });

  document.addEventListener("keydown", (event) => {
    const menu = document.activeElement?.closest("details.kim-menu[open]");
    if (event.key !== "Escape") return;
    closeMenus();
    menu?.querySelector("summary").focus();
  });

  // ---- "/" leads to the search ----

  const isTyping = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  document.addEventListener("keydown", (event) => {
    const search = document.querySelector("#suche[data-key]");
    if (!search || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    search.focus();
  });

  // ---- remaining characters: said only when it gets tight ----

  const countCharacters = (area) => {
    const limit = Number(area.dataset.limit);
    const note = document.createElement("p");
    note.className = "kern-hint";
    note.setAttribute("aria-live", "polite");
    area.after(note);
    const show = () => {
      const rest = limit - [...area.value].length;
      const text = rest < 0 ? fill(texts[2], number.format(-rest)) : fill(texts[1], number.format(rest));
      note.textContent = rest < limit / 5 ? text : "";
    };
    area.addEventListener("input", show);
    show();
  };

  // ---- drafts: five seconds after a change the form's fields go to the server ----

  const draftDelay = 5000;

  const clock = () => new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });

  const showSaved = (form) => {
    const note = form.querySelector(".kim-draft");
    if (!note) return;
    const icon = document.createElement("span");
    icon.className = "kern-icon kern-icon--success";
    icon.setAttribute("aria-hidden", "true");
    note.replaceChildren(icon, fill(texts[0], clock()));
  };

  const fieldsOf = (form) => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    return fields;
  };

  const saveDraft = async (form) => {
    const address = "/entwuerfe/" + encodeURIComponent(form.dataset.draft);
    try {
      const answer = await fetch(address, { method: "POST", body: fieldsOf(form), redirect: "error" });
      noteSession(answer);
      if (answer.ok) showSaved(form);
    } catch {
      // no network: the next change tries again
    }
  };

  const keepDraft = (form) => {
    let timer = 0;
    let sent = false;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => { timer = 0; if (!sent) saveDraft(form); }, draftDelay);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
    window.addEventListener("pagehide", () => {
      if (!timer || sent) return;
      navigator.sendBeacon("/entwuerfe/" + encodeURIComponent(form.dataset.draft), fieldsOf(form));
    });
  };

  // ---- the sign-in runs out: a dialogue two minutes before ----

  const warnBefore = 2 * 60 * 1000;
  const longestTimer = 2 ** 31 - 1;
  const dialog = document.querySelector("#anmeldung-endet");
  let warning = 0;

  const warn = () => {
    if (dialog.open) return;
    dialog.showModal();
    dialog.querySelector("button:not([formaction])").focus();
  };

  const planWarning = (ends) => {
    const left = Date.parse(ends) - Date.now();
    if (!dialog || Number.isNaN(left)) return;
    clearTimeout(warning);
    warning = setTimeout(warn, Math.min(Math.max(0, left - warnBefore), longestTimer));
  };

  // Any answer may tell the new end of the sign-in.
  const noteSession = (answer) => {
    const ends = answer.headers.get("X-KIM-Session-Ends");
    if (ends) planWarning(ends);
  };

  const stayOnSubmit = (form) => {
    form.addEventListener("submit", async (event) => {
      if (event.submitter?.hasAttribute("formaction")) return;
      event.preventDefault();
      try {
        const answer = await fetch(form.action, { method: "POST", body: fieldsOf(form), redirect: "error" });
        if (!answer.ok) throw new Error("refused");
        noteSession(answer);
        dialog.close();
      } catch {
        form.submit();
      }
    });
  };

  // ---- theme: tried at once, kept when the profile is saved ----

  const themeChoice = (input) => {
    input.addEventListener("change", () => {
      const root = document.documentElement;
      if (input.value === "light" || input.value === "dark") root.dataset.kernTheme = input.value;
      else delete root.dataset.kernTheme;
    });
  };

  // ---- start ----

  for (const area of all("textarea[data-limit]")) countCharacters(area);
  for (const form of all("form[data-draft]")) keepDraft(form);
  for (const input of all("input[data-theme-choice], [data-theme-choice] input")) themeChoice(input);
  for (const button of all("[data-print]")) {
    button.addEventListener("click", (event) => { event.preventDefault(); window.print(); });
  }
  if (dialog) stayOnSubmit(dialog.querySelector("form"));
  if (document.body.dataset.sessionEnds) planWarning(document.body.dataset.sessionEnds);
  showCurrentArea();
  focusMessage();
})();
