import type { Node } from "./node.ts";

/** A path on its way through a tree, name by name, links put in its place as they are met. */
export class PathWalk {
	/** The node reached so far. */
	at: Node;
	/** Links followed so far. */
	links = 0;
	readonly #root: Node;
	/** Names still to go, the next one last. */
	readonly #rest: string[];

	constructor(root: Node, path: string, from: Node) {
		this.#root = root;
		this.at = path.startsWith("/") ? root : from;
		this.#rest = path.split("/").reverse();
	}

	/** How many names are still to go. */
	get remaining(): number {
		return this.#rest.length;
	}

	/** The next name that leads down; `..` leads up at once, from the folder that was really reached and never above the root. */
	next(): string | undefined {
		for (let name = this.#rest.pop(); name !== undefined; name = this.#rest.pop()) {
			if (name === "..") this.at = this.at.parent ?? this.at;
			else if (name !== "" && name !== ".") return name;
		}
		return undefined;
	}

	/** Goes where a link leads. */
	follow(target: string): void {
		this.links++;
		if (target.startsWith("/")) this.at = this.#root;
		for (const part of target.split("/").reverse()) this.#rest.push(part);
	}
}
