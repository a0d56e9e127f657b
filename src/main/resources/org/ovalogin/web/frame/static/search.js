// The key / leads to the search field in the head of the page.
document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    const field = document.getElementById("find");
    if (typing || !field) return;
    event.preventDefault();
    field.focus();
    field.select();
});
