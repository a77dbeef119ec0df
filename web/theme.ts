/// Before anything is drawn: light or dark as the reader last had it.
try {
  const theme = localStorage.getItem("theme")
  if (theme === "dark" || theme === "light") document.documentElement.dataset["theme"] = theme
} catch {
  // A browser that keeps nothing follows the machine.
}
