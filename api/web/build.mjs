// Bundles the pages' scripts into ../static/build, with a file of the licences of what is bundled.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, "../static/build");

/** Takes the styles that libraries would write into the page, which its policy forbids, into a style sheet. */
const sheets = [];
const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](force-graph|float-tooltip)\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const contents = source.replace(/var css_248z = ("(?:[^"\\]|\\.)*");\s*styleInject\(css_248z\);/, (_, css) => (sheets.push(JSON.parse(css)), ""));
      if (contents === source) throw new Error(`${path} writes its styles in another way now: see build.mjs`);
      return { contents, loader: "js" };
    });
  },
};

const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/explore.js", "src/job.js", "src/questions.js", "src/reader.js", "src/sparql.js", "src/upload.js"],
  outdir: target,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  plugins: [styles],
});

/** The packages that the bundles hold, by the path of every input under node_modules. */
function packages(inputs) {
  const found = new Set();
  for (const input of Object.keys(inputs)) {
    const steps = input.split("/");
    const at = steps.lastIndexOf("node_modules");
    if (at < 0) continue;
    const size = steps[at + 1].startsWith("@") ? 2 : 1;
    found.add(steps.slice(0, at + 1 + size).join("/"));
  }
  return [...found].sort();
}

const notices = packages(result.metafile.inputs).map((folder) => {
  const about = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
  const licence = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE"].map((n) => join(here, folder, n)).find(existsSync);
  return `${about.name} ${about.version} (${about.license})\n\n${licence ? readFileSync(licence, "utf8").trim() : ""}\n`;
});
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "explore.css"), sheets.sort().join("\n"));
writeFileSync(join(target, "THIRD_PARTY.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
