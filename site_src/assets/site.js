// Two small comforts of the header: the contents close by Escape or a click beside them, and on small screens
// a button opens the search. Without this script the contents still open and close by themselves.

const menu = document.querySelector(".top__menu");

function closeMenu() {
  menu.open = false;
}

document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) closeMenu();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  closeMenu();
  menu.querySelector("summary").focus();
});

const search = document.querySelector(".top__search");
const toggle = document.getElementById("__search");

search.addEventListener("click", () => {
  closeMenu();
  if (!toggle.checked) toggle.click();
  document.querySelector("[data-md-component=search-query]").focus();
});

// Focus returns to where the search was opened from, not to the top of the page.
toggle.addEventListener("change", () => {
  if (!toggle.checked && search.offsetParent) search.focus();
});
