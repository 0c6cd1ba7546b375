import { chooseShippedNode, runEngineProcess } from './engine-process.ts';

const args = process.argv.slice(2);
chooseShippedNode(args.find((argument) => argument.startsWith('--root='))?.slice('--root='.length) ?? '', process.resourcesPath);
void runEngineProcess(process.parentPort, args, (code) => process.exit(code));
