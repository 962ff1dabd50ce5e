const NAME =
  /(passw(or)?d|passphrase|secret|api_?key|access_?key|auth_?token|access_?token|private_?key|credential)/i;
const VALUE =
  /^(AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|sk-[A-Za-z0-9_-]{20,}|xox[abprs]-[\w-]{10,}|AIza[\w-]{30,}|eyJ[\w-]{10,}\.[\w-]{10,}\..*|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*|[a-z]+:\/\/[^\s/:@]+:[^\s/:@]+@[\s\S]*)$/;
const ASSIGNED =
  /([A-Za-z_]\w*)["']?\s*\]?\s*(?::\s*\w+\s*)?[=:]\s*[rRbBuUfF]{0,2}("""|'''|"|')((?:\\.|(?!\2)[\s\S])*)\2/g;
const LITERAL = /("""|'''|"|')((?:\\.|(?!\1)[\s\S])*)\1/g;
const PLACEHOLDER =
  /^(|x+|\*+|\.+|<.*>|\{.*\}|\$\{?.*|your[\w -]*|changeme|todo|none|null|example|test|password|secret|token|.{1,3})$/i;

/** The name or beginning of a literal in the code that looks like a secret, or `null`. */
export function findSecret(code: string): string | null {
  for (const [, name, , value] of code.matchAll(ASSIGNED)) {
    if (
      NAME.test(name) &&
      value.length >= 6 &&
      !/\s/.test(value) &&
      !PLACEHOLDER.test(value)
    ) {
      return name;
    }
  }
  for (const [, , value] of code.matchAll(LITERAL)) {
    if (VALUE.test(value)) {
      return `${value.slice(0, 4)}…`;
    }
  }
  return null;
}
