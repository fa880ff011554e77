// Keeps the errors of scripts in `complaints`, for the test to read. A page loads it first.
window.complaints = [];
for (const level of ['warn', 'error']) {
  const before = console[level];
  console[level] = (...words) => {
    complaints.push(words.join(' '));
    before.apply(console, words);
  };
}
addEventListener('error', (event) => complaints.push(event.message));
addEventListener('unhandledrejection', (event) => complaints.push(`unhandled: ${event.reason}`));
