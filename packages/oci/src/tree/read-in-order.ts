/** How many layers are read at the same time: inflating goes on beside hashing and parsing, so that two keep two cores busy. */
const AT_ONCE = 2;

/** Reads item by item, each in the background. */
export interface OrderedReading<Item, Result> {
	readonly items: readonly Item[];
	read(item: Item, signal: AbortSignal): Promise<Result>;
	/** What a result weighs while it waits for its turn. */
	weigh(result: Result): number;
	/** No further item is begun while results of this weight wait. */
	readonly maxWaiting: number;
	readonly signal?: AbortSignal;
}

/**
 * Reads items a few at a time and gives the results in the order of the items. However the reading is scheduled, what comes out
 * is the same. When the consumer stops, so does what is under way.
 */
export async function* readInOrder<Item, Result>(reading: OrderedReading<Item, Result>): AsyncGenerator<Result> {
	const { items, weigh, maxWaiting } = reading;
	const stop = new AbortController();
	const signal = reading.signal === undefined ? stop.signal : AbortSignal.any([reading.signal, stop.signal]);
	const pending: Map<number, Promise<Result>> = new Map();
	let started = 0;
	let running = 0;
	let waiting = 0;

	const start = async (item: Item): Promise<Result> => {
		running++;
		try {
			const result = await reading.read(item, signal);
			waiting += weigh(result);
			return result;
		} finally {
			running--;
		}
	};
	const fill = (): void => {
		for (; started < items.length && running < AT_ONCE && (running === 0 || waiting < maxWaiting); started++) {
			const promise = start(items[started] as Item);
			pending.set(started, promise);
			// Whoever awaits it sees its failure; until then it is not unhandled.
			promise.then(fill, () => {});
		}
	};
	try {
		for (let index = 0; index < items.length; index++) {
			fill();
			const result = await (pending.get(index) as Promise<Result>);
			pending.delete(index);
			waiting -= weigh(result);
			yield result;
		}
	} finally {
		started = items.length;
		stop.abort();
		await Promise.allSettled(pending.values());
	}
}
