/** The model of a Copilot report: `Auto: Claude Haiku 4.5` was chosen by Copilot, and is Claude Haiku 4.5. */
export function copilotModel(name: string): string {
  return name.replace(/^auto:\s*/i, '');
}
