// The agents' console: one page, same origin as the server, signed in by cookie.
import './look/styles';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './console';
import { createQueryClient } from './data/query-client';
import { FaultBoundary } from './fault-boundary';
import { adoptTheme } from './look/adopt-theme';
import { theme } from './look/theme';
import { ToastStack } from './notices/toast-stack';
import { startWords } from './words/language';

async function start(root: HTMLElement) {
  adoptTheme();
  await startWords();
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={createQueryClient()}>
          <FaultBoundary>
            <Console />
          </FaultBoundary>
          <ToastStack />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
