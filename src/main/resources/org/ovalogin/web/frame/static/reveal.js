// Buttons that show a typed PIN. They are hidden without this file; the field is hidden again before it is sent.
const shown = (button, on) => {
    const field = document.getElementById(button.getAttribute("aria-controls"));
    field.type = on ? "text" : "password";
    button.setAttribute("aria-pressed", String(on));
};
for (const button of document.querySelectorAll("button.reveal")) {
    button.hidden = false;
    button.addEventListener("click", () => shown(button, button.getAttribute("aria-pressed") !== "true"));
    button.form.addEventListener("submit", () => shown(button, false));
}
window.addEventListener("pagehide", () => {
    for (const button of document.querySelectorAll("button.reveal")) shown(button, false);
});
