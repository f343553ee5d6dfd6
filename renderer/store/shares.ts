/** Sets one of several shares; the others keep their proportions and make up the rest, so that the sum stays 1. */
export function setShare<Part extends { readonly share: number }>(
  parts: readonly Part[],
  index: number,
  share: number,
): Part[] {
  if (parts.length < 2) return parts.map((part) => ({ ...part, share: 1 }));
  const others = parts.reduce((sum, part, other) => (other === index ? sum : sum + part.share), 0);
  const rest = 1 - share;
  return parts.map((part, other) => {
    if (other === index) return { ...part, share };
    return { ...part, share: others === 0 ? rest / (parts.length - 1) : (part.share / others) * rest };
  });
}
