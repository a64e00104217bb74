# syntax=docker/dockerfile:1

# What is locked, and nothing else, into a venv that is copied over as a whole.
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.lock .
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r requirements.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin bot
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY bot ./bot
COPY knowledge ./knowledge
# Compiled now, because later only /app/data is written: the image runs with --read-only.
RUN /opt/venv/bin/python -m compileall -q bot
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# Below the environment, so that an empty HEALTH_PORT= in an --env-file does not switch the endpoint off.
RUN echo HEALTH_PORT=8080 > .env
# The database; without a mount Docker keeps it in a volume that has no name.
RUN install -d -o 10001 -g 10001 -m 700 data cache
USER 10001
# Learned now from the knowledge that comes along, so that a start takes half the time.
ENV XDG_CACHE_HOME=/app/cache
RUN python -m bot ask Hallo
# Editors mount their own files here; without a mount it is the knowledge that came along.
VOLUME ["/app/knowledge", "/app/data"]
EXPOSE 8080
# Asks the bot's own event loop: a bot that hangs is unhealthy, one that waits for the network is not.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD python -m bot.channels.health "${HEALTH_PORT:-8080}"
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
