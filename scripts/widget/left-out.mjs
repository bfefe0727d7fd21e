/** Stands in for the parts of the Handlebars runtime that no template of ours uses: our templates have `if` and `each` only. */
export default function leftOut() {
  return undefined;
}
leftOut.log = leftOut;
