import { TestWorkflowEnvironment } from '@temporalio/testing';

/** Run by sdk-download.ts: has the SDK download its dev server into the folder given, and try it once. */
async function main([downloadDir]: string[]): Promise<void> {
  if (!downloadDir) throw new Error('needs the folder to download into');
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir } },
  });
  await environment.teardown();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // The native module repeats itself for every layer it went through; the last part is the cause.
  const message = error instanceof Error ? error.message : String(error);
  const cause = message.split(/: (?=client error|HTTP status|error decoding)/).at(-1) ?? message;
  process.stderr.write(`${cause}\n`);
  process.exitCode = 1;
});
