# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -Dmaven.test.skip=true package
RUN mv target/storycast-*.jar storycast.jar \
    && java -Djarmode=tools -jar storycast.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Storycast" \
      org.opencontainers.image.description="Carries a newsroom's story to every channel, once, provably." \
      org.opencontainers.image.licenses="Apache-2.0"

# A number, so that Kubernetes can see that it is not root.
RUN groupadd --gid 10001 storycast \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin storycast \
    && install -d -o 10001 -g 10001 /data
WORKDIR /app

# What changes least comes first.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY templates templates
COPY LICENSE ./

ENV STORYCAST_DATA_DIRECTORY=/data \
    STORYCAST_TEMPLATES_DIRECTORY=/app/templates

USER 10001:10001
VOLUME /data
EXPOSE 8080

# The image has neither curl nor wget; bash can open a connection itself.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]

# The bundled ffmpeg is unpacked below /tmp, which must allow programs to run.
# More options for the virtual machine: the variable JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", \
    "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", \
    "-Dfile.encoding=UTF-8", \
    "--enable-native-access=ALL-UNNAMED", \
    "-jar", "storycast.jar"]
