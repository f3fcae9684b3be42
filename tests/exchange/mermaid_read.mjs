// Reads charts with the mermaid that is installed in a folder, and says as JSON what its parser found in each:
// `node mermaid_read.mjs FOLDER`, then the path of a chart a line (FOLDER is where `npm install mermaid jsdom` was run).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const { JSDOM } = createRequire(join(folder, "package.json"))("jsdom");
globalThis.window = new JSDOM("<!doctype html><body></body>").window;
globalThis.document = window.document;
for (const name of ["Element", "HTMLElement", "SVGElement", "Node", "DOMParser", "XMLSerializer"])
  globalThis[name] ??= window[name];
const core = pathToFileURL(join(folder, "node_modules/mermaid/dist/mermaid.core.mjs"));
const mermaid = (await import(core)).default;
mermaid.initialize({ startOnLoad: false });
await mermaid.parse("flowchart LR\n  a --> b"); // the first chart of a kind sets what is usual for it
const usual = JSON.stringify(mermaid.mermaidAPI.getConfig());

const say = (found) => process.stdout.write(`${JSON.stringify(found)}\n`);
for await (const chart of createInterface({ input: process.stdin })) {
  const text = readFileSync(chart, "utf8");
  try {
    const { diagramType, config } = await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const edges = db.getEdges();
    say({
      type: diagramType,
      config: config ?? {},
      unchanged: JSON.stringify(mermaid.mermaidAPI.getConfig()) === usual,
      nodes: Object.fromEntries([...db.getVertices().values()].map((node) => [node.id, node.text])),
      links: [...db.getVertices().values()].filter((node) => node.link || node.haveCallback).length,
      edges: edges.map((edge) => [edge.start, edge.end, edge.text, edge.stroke]),
      frames: Object.fromEntries(db.getSubGraphs().map((frame) => [frame.id, frame.title])),
      classes: [...db.getClasses().keys()],
    });
  } catch (error) {
    say({ error: String(error) });
  }
}
