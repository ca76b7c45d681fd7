# Attaché in a container: a user without rights, a root file system that may be read-only, two folders to write in.
# Node comes with the image; the copy that npm brings for bare machines is left out.
FROM node:26.10.0-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY test/peers/package.json test/peers/
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:26.10.0-trixie-slim
# The desk is off unless an environment says DESK=on; its log has a link for the first admin then.
# What Node compiles of the code is kept in the image: the root file system may be read-only when it runs.
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/app/.compile-cache \
    DATA_DIR=/data \
    BRIEFS_DIR=/records \
    BRIEFS_SEED=/app/briefs \
    DESK=off \
    HOST=0.0.0.0 \
    HEALTH_PORT=9464
# Only RECORDS_GIT needs it: docker build --build-arg GIT=yes
ARG GIT=
RUN if [ -n "$GIT" ]; then apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*; fi
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY briefs briefs
# The records live on a volume, where the desk can save them; the ones here fill it at the first start.
RUN BRIEFS_DIR=briefs node src/main.ts check && mkdir /data /records && chown node:node /data /records
USER node
VOLUME /data /records
EXPOSE 9464 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without npm or a shell in between, so that the stop signal reaches the bot.
CMD ["node", "src/main.ts", "start"]
