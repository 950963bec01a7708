import { parentPort, workerData } from 'node:worker_threads';

/**
 * The worker's side of work-pool.ts for workers that are kept: answers the task it was started with, if any, and every `{task}` that
 * comes later, one after another.
 * @param memoryOf what of a result moves to the other thread instead of being copied
 */
export function serveTasks<Task, Result>(answer: (task: Task) => Promise<Result>, memoryOf?: (result: Result) => ArrayBuffer[]): void {
	const port = parentPort!;
	const run = async (task: Task): Promise<void> => {
		try {
			const result = await answer(task);
			port.postMessage({ result }, memoryOf?.(result) ?? []);
		} catch (thrown) {
			const error = thrown as Error & { code?: string; values?: Record<string, string | number> };
			port.postMessage({ error: { name: error.name, code: error.code, message: error.message, values: error.values, stack: error.stack } });
		}
	};
	port.on('message', (message: { task: Task } | null) => {
		if (message !== null && typeof message === 'object' && 'task' in message) void run(message.task);
	});
	if (workerData !== null) void run(workerData as Task);
}
