// The key / leads to the search field in the head of the page, unless this browser's user switched
// it off on the account's page: WCAG 2.1.4, for voice input and shaking hands.
const store = "search-key";
const field = document.getElementById("find");

function wanted() {
    try {
        return localStorage.getItem(store) !== "off";
    } catch {
        return true;
    }
}

function tell() {
    if (wanted()) field?.setAttribute("aria-keyshortcuts", "/");
    else field?.removeAttribute("aria-keyshortcuts");
}

document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!field || !wanted() || event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
});

const choice = document.getElementById("search-key");
if (choice) {
    document.getElementById("keys").hidden = false;
    choice.checked = wanted();
    choice.addEventListener("change", () => {
        localStorage.setItem(store, choice.checked ? "on" : "off");
        tell();
    });
}
tell();
