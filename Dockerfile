# Bản đồ Trẻ em as a container: an ordinary user, one folder to keep (/data), one port.
#   docker build -t ban-do-tre-em .
#   docker run -p 3000:3000 -v ban-do-tre-em:/data ban-do-tre-em
FROM node:22-bookworm-slim AS build
WORKDIR /app
# better-sqlite3 is compiled where no build of it fits
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
RUN npm run build

FROM node:22-bookworm-slim
# with few arenas memory that was given back by one thread is used by the next, instead of growing with each
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data MALLOC_ARENA_MAX=2
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build --chown=root:root /app ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD node -e "fetch('http://127.0.0.1:3000/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "scripts/start.js"]
