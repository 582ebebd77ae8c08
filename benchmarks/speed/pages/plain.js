// The floor: asks the same questions as the wizard, looked up in a table that stands in the page, with nothing
// else in the way. No Python, no history, no focus, no ticket.

const states = JSON.parse(document.getElementById("questions").textContent);
let state = states[0];

document.addEventListener("click", (event) => {
  const button = event.target.closest(".wizard-option");
  const next = button && states[state.next[button.dataset.answer]];
  if (!next) return;
  event.preventDefault();
  show(next);
});
addEventListener("popstate", () => show(states[0]));

function show(next) {
  state = next;
  const form = document.querySelector(".wizard-question");
  const heading = made("h2", { id: "wizard-heading", tabindex: "-1" }, next.text);
  const options = made("ul", { class: "wizard-options" }, ...next.options.map(option));
  form.replaceChildren(heading, ...(next.help ? [made("p", { class: "wizard-help" }, next.help)] : []), options);
}

function option({ id, label, help }) {
  const words = [made("span", { class: "wizard-option-label" }, label)];
  if (help) words.push(made("span", { class: "wizard-option-help" }, help));
  return made("li", {}, made("button", { type: "button", class: "wizard-option", "data-answer": id }, ...words));
}

function made(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
