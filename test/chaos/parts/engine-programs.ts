import { join } from 'node:path';
import { childEnvironment } from '../../../src/config/local';
import { Program } from './program';

/** Starts the engine's programs as they were built into a folder. */
export class EnginePrograms {
  constructor(
    /** Where the build lies. */
    private readonly engine: string,
    private readonly logs: string,
    /** Settings of all of them, such as payload keys. */
    private readonly common: Record<string, string>,
  ) {}

  worker = (name: string, settings: Record<string, string>): Program =>
    this.#start('worker.js', name, settings);

  intake = (name: string, settings: Record<string, string>): Program =>
    this.#start(join('intake', 'main.js'), name, settings);

  #start(file: string, name: string, settings: Record<string, string>): Program {
    return Program.start({
      file: join(this.engine, file),
      environment: {
        ...ownEnvironment(),
        TEMPORAL_NAMESPACE: 'default',
        // At its most talkative, for the search for secrets.
        OFFBOARDING_LOG_LEVEL: 'debug',
        ...this.common,
        ...settings,
      },
      logFile: join(this.logs, `${name}.log`),
    });
  }
}

/** The shell's own settings of the engine do not count. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(childEnvironment()).filter(
      ([name]) => !/^(OFFBOARDING|INTAKE|SCIM|ZOOM|CLOUDFLARE)_|_SECRET(_PREVIOUS)?$/.test(name),
    ),
  );
