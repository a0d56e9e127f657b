# The sign-in server. Build and run it with docker-compose.yml, or:
#   docker build -t ova-login . && docker run -v ova-data:/data -e OVA_FASTAGI_ALLOWED_CLIENTS=... ova-login
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY . .
RUN ./mvnw -q -B -DskipTests package

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 ova \
 && useradd --system --uid 10001 --gid ova --home-dir /data --no-create-home --shell /usr/sbin/nologin ova \
 && install -d -o ova -g ova -m 0700 /data
WORKDIR /opt/ova
COPY ova ./
COPY src/main/sh src/main/sh
COPY --from=build /build/target/lib target/lib
COPY --from=build /build/target/ova.jar target/
# Prepares a faster start. Later the user may not write here.
RUN ./ova --version
USER ova
VOLUME /data
EXPOSE 4573 8080
# Checks that port 4573 (hexadecimal 11DD) is listening. A trial connection would add a line to the log each time.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["awk", "$4 == \"0A\" && $2 ~ /:11DD$/ { found = 1 } END { exit !found }", "/proc/net/tcp", "/proc/net/tcp6"]
# FastAGI has no authentication. If it is reachable from outside this container, OVA_FASTAGI_ALLOWED_CLIENTS must name the Asterisk
# servers; otherwise the server does not start.
ENTRYPOINT ["./ova"]
CMD ["serve", "--data", "/data", "--fastagi", "0.0.0.0:4573"]
