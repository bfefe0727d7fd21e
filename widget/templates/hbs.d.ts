declare module '*.hbs' {
  /** Compiled at build time; escapes every value. */
  const template: (data: object) => string;
  export default template;
}
