import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { jsonTree, type TextRange } from './readJson.ts';

type Path = readonly (string | number)[];

function nameOf(node: Node): Node | undefined {
  return node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
}

function rangeOf({ offset, length }: Node): TextRange {
  return { from: offset, to: offset + length };
}

/** What a person looks at: of an object or a list only the name it stands under, else the bracket it begins with. */
function shown(node: Node): TextRange {
  if (node.type !== 'object' && node.type !== 'array') return rangeOf(node);
  const name = nameOf(node);
  return name ? rangeOf(name) : { from: node.offset, to: node.offset + 1 };
}

/**
 * Where in a JSON text the value at a path stands, or its name. Of a value that is not there: what it should stand in.
 */
export function rangeOfPath(text: string, path: Path, part: 'value' | 'name' = 'value'): TextRange {
  const tree = jsonTree(text);
  if (!tree) return { from: 0, to: text.length };
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    const name = node && part === 'name' ? nameOf(node) : undefined;
    if (node) return name ? rangeOf(name) : shown(node);
  }
  return shown(tree);
}
