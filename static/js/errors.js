// After a refused form the reader stands at the summary of what is wrong; each link goes into its question.
// Beside a long answer the number of characters left is shown.
(() => {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) {
    document.title = `エラー: ${document.title}`;
    summary.focus();
    summary.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      const question = link && document.getElementById(link.hash.slice(1));
      if (!question) return;
      event.preventDefault();
      question.closest(".field")?.scrollIntoView();
      question.focus({ preventScroll: true });
    });
  }

  for (const hint of document.querySelectorAll("[data-limit]")) {
    const answer = hint.closest(".field").querySelector("textarea");
    const limit = Number(hint.dataset.limit);
    const count = () => {
      const length = [...answer.value].length;
      hint.textContent = length > limit ? `${limit}字以内(${length - limit}字超えています)`
        : length > limit * 0.8 ? `${limit}字以内(あと${limit - length}字)` : `${limit}字以内`;
    };
    answer?.addEventListener("input", count);
    if (answer) count();
  }
})();
