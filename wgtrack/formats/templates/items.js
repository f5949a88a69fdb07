"use strict";
// Filters and sorts the table of all items. Without it the table is whole, in the order of the report.
(() => {
  // Paper shows what is folded up.
  const folded = document.querySelectorAll("details:not([open])");
  addEventListener("beforeprint", () => folded.forEach((part) => part.setAttribute("open", "")));
  addEventListener("afterprint", () => folded.forEach((part) => part.removeAttribute("open")));

  const table = document.getElementById("rows");
  const form = document.getElementById("filters");
  if (!table || !form) return;

  // As many rows stand in each part of the table as the report put there: the browser lays out a part when it comes into view.
  const PART = 100;
  const NOTHING = "-";
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  const count = new Intl.NumberFormat(language);
  const live = document.getElementById("shown");
  const { text, verdict, area, owner } = form.elements;
  const ranks = new Map(Array.from(verdict.options, (option, rank) => [option.value, rank]));
  const parts = Array.from(table.tBodies);
  const plain = (words) => words.normalize("NFKC").toLowerCase();

  const rows = Array.from(table.querySelectorAll("tbody > tr"), (row) => ({ row, data: row.dataset, words: null }));
  let shown = rows;
  let order = rows.slice();

  const words = (entry) => (entry.words ??= plain(entry.row.textContent));

  function matcher() {
    const wanted = plain(text.value).split(/\s+/).filter(Boolean);
    const owned = ({ data }) => (data.o ? data.o.split(" ").includes(owner.value) : owner.value === NOTHING);
    return (entry) =>
      (!verdict.value || entry.data.v === verdict.value) &&
      (!area.value || (entry.data.a || NOTHING) === area.value) &&
      (!owner.value || owned(entry)) &&
      wanted.every((word) => words(entry).includes(word));
  }

  function show() {
    shown = order.filter(matcher());
    parts.forEach((part, place) => {
      const some = shown.slice(place * PART, (place + 1) * PART);
      part.replaceChildren(...some.map(({ row }) => row));
      part.hidden = !some.length;
      part.classList.toggle("whole", some.length === PART);
    });
    tell();
  }

  function tell() {
    live.textContent = live.dataset.words
      .replace("{shown}", count.format(shown.length))
      .replace("{all}", count.format(rows.length));
  }

  // What a column is sorted by; null stands last, whichever way it is sorted.
  const VALUES = {
    text: (cell) => cell.textContent.trim() || null,
    day: (cell) => Date.parse(cell.querySelector("time")?.dateTime ?? "") || null,
    number: (cell) => parseFloat(cell.textContent),
    verdict: (cell) => ranks.get(cell.parentElement.dataset.v),
  };

  function compare(one, other) {
    if (one === null || other === null) return (one === null) - (other === null);
    return typeof one === "string" ? collator.compare(one, other) : one - other;
  }

  function sort(heading) {
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const value = VALUES[heading.dataset.sort];
    const keyed = rows.map((entry) => [value(entry.row.cells[heading.cellIndex]), entry]);
    const sign = down ? -1 : 1;
    keyed.sort(([one], [other]) => compare(one, other) * (one === null || other === null ? 1 : sign));
    order = keyed.map(([, entry]) => entry);
    show();
  }

  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(heading));
  }

  // A link to an item that the filter hides takes the filter away.
  function reveal() {
    const entry = rows.find(({ row }) => row.id && `#${row.id}` === location.hash);
    if (!entry || entry.row.isConnected) return;
    form.reset();
    location.replace(location.hash);
  }

  // The browser empties the fields only after this event; the rows must follow at once.
  function empty() {
    for (const field of [text, verdict, area, owner]) field.value = "";
    show();
  }

  form.addEventListener("input", show);
  form.addEventListener("reset", empty);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  form.hidden = false;
  tell();
})();
