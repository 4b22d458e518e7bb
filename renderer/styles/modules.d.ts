declare module '*.module.css' {
  const classes: { readonly [name: string]: string };
  // biome-ignore lint/style/noDefaultExport: Vite gives the names of a CSS module as its default export
  export default classes;
}

declare module '*.css';
