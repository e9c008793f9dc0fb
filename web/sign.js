// Signing on the screen: strokes drawn with finger, pen or mouse become the text that the form sends (src/base/strokes.h).
// Loaded by the page of the agreement only. Without script the page says that it is signed on paper.
"use strict";

(() => {
  const limits = { width: 900, height: 300, strokes: 200, points: 3000 };
  const apart = 3; // points nearer than this to the last one add nothing to the line

  const parse = (text) => (text ? text.split(";").map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number))) : []);
  const print = (strokes) => strokes.map((stroke) => stroke.map((point) => point.join(",")).join(" ")).join(";");

  const area = (field) => {
    const canvas = field.querySelector("canvas");
    const value = field.querySelector("input[type=hidden]");
    const state = field.querySelector("[data-sign-state]");
    const clear = field.querySelector("[data-sign-clear]");
    const pen = canvas.getContext("2d");
    let strokes = parse(value.value);
    let current = null;
    let used = strokes.reduce((sum, stroke) => sum + stroke.length, 0);

    const line = (stroke) => {
      pen.beginPath();
      pen.moveTo(...stroke[0]);
      for (const point of stroke) pen.lineTo(...point);
      pen.stroke();
    };
    const draw = () => {
      pen.clearRect(0, 0, limits.width, limits.height);
      pen.strokeStyle = getComputedStyle(canvas).color;
      Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round" });
      strokes.forEach(line);
    };
    const isFull = () => strokes.length >= limits.strokes || used >= limits.points;
    const say = () => {
      const text = strokes.length === 0 ? field.dataset.empty : isFull() ? field.dataset.full : field.dataset.done;
      if (state.textContent !== text) state.textContent = text;
      clear.disabled = strokes.length === 0;
    };
    const keep = () => {
      value.value = print(strokes);
      say();
      field.dispatchEvent(new CustomEvent("signed", { bubbles: true, detail: strokes.length > 0 }));
    };
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      const scaled = (part, whole, most) => Math.min(most, Math.max(0, Math.round((part / whole) * most)));
      return [scaled(event.clientX - box.left, box.width, limits.width), scaled(event.clientY - box.top, box.height, limits.height)];
    };
    const add = (event) => {
      const point = place(event);
      const last = current.at(-1);
      if (used >= limits.points || (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < apart)) return;
      current.push(point);
      used += 1;
    };

    canvas.addEventListener("pointerdown", (event) => {
      if (current || isFull() || (event.pointerType === "mouse" && event.button !== 0)) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      current = [];
      strokes.push(current);
      add(event);
      draw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!current) return;
      const steps = event.getCoalescedEvents?.() ?? [];
      for (const step of steps.length > 0 ? steps : [event]) add(step);
      line(current);
    });
    const end = () => {
      if (!current) return;
      current = null;
      keep();
    };
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) canvas.addEventListener(name, end);
    clear.addEventListener("click", () => {
      strokes = [];
      used = 0;
      draw();
      keep();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

    for (const part of field.querySelectorAll("[data-sign-script]")) part.hidden = false;
    draw();
    say();
  };

  // ---- the areas stand there when signing on the screen is chosen, or something was drawn ----

  for (const part of document.querySelectorAll("[data-sign-part]")) {
    const form = part.closest("form");
    const choice = form.querySelector(`input[name=channel][value="${part.dataset.signPart}"]`);
    const values = [...part.querySelectorAll("[data-sign] input[type=hidden]")];
    const show = () => { part.hidden = !choice.checked && values.every((value) => value.value === ""); };
    part.querySelector("[data-sign-without]")?.remove();
    part.querySelectorAll("[data-sign]").forEach(area);
    part.addEventListener("signed", (event) => {
      if (event.detail) choice.checked = true;
      show();
    });
    form.addEventListener("change", show);
    show();
  }
})();
