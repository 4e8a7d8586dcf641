# docker build --tag sandbox .
# docker run --publish 4410:4410 --env SANDBOX_ADMIN_TOKEN=choose-one --volume sandbox:/data sandbox
#
# Any Debian that has python3 (3.11 or newer), python3-venv and ca-certificates will do as a base.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
# For a network with a package index or certificates of its own: --build-arg PIP_CERT=/etc/ssl/certs/ca-certificates.crt, with the
# folder mounted for the build. Empty means pip's own defaults, and nothing of it is kept in the image.
ARG PIP_INDEX_URL=
ARG PIP_CERT=
WORKDIR /build
RUN python3 -m venv /opt/sandbox
ENV PATH=/opt/sandbox/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_PROGRESS_BAR=off
COPY requirements-build.txt requirements.txt ./
RUN pip install --require-hashes --requirement requirements-build.txt \
 && pip install --require-hashes --no-build-isolation --use-pep517 --requirement requirements.txt
COPY LICENSE README.md pyproject.toml setup.py ./
COPY fixtures fixtures
COPY sandbox sandbox
RUN pip install --no-deps --no-build-isolation . \
 && pip uninstall --yes setuptools pip

FROM ${BASE}
RUN groupadd --gid 4410 sandbox \
 && useradd --uid 4410 --gid 4410 --no-create-home --home-dir /data --shell /usr/sbin/nologin sandbox \
 && install --directory --owner sandbox --group sandbox /data
COPY --from=build /opt/sandbox /opt/sandbox
ENV PATH=/opt/sandbox/bin:$PATH SANDBOX_HOST=0.0.0.0 SANDBOX_DATA=/data
USER 4410:4410
WORKDIR /data
VOLUME /data
EXPOSE 4410
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD sandbox wait --timeout 3 --url "http://127.0.0.1:${SANDBOX_PORT:-4410}" || exit 1
CMD ["sandbox", "serve"]
