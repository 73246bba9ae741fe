# One image for the worker, the intake and the CLI: the command says which.
ARG NODE_VERSION=22.21.1-bookworm-slim

# Everything, as the build needs it.
FROM node:${NODE_VERSION} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci

# The compiled engine, with the workflows bundled, so that a worker starts without a compiler.
FROM dependencies AS build
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build.ts scripts/build.ts
COPY scripts/sbom scripts/sbom
COPY src src
RUN npm run build

# Only what runs in production.
FROM node:${NODE_VERSION} AS production-dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:${NODE_VERSION} AS runtime
ENV NODE_ENV=production
WORKDIR /app
# Temporal's SDK checks servers' certificates against the system's.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
COPY --from=production-dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY bin bin
COPY deploy/health deploy/health
USER node
CMD ["node", "dist/worker.js"]
