import { contextBridge, ipcRenderer } from 'electron';
import { exposeHost } from './expose-host.ts';

exposeHost({ contextBridge, ipcRenderer, window, platform: process.platform });
