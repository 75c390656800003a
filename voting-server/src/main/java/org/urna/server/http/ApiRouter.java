// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.urna.server.board.BoardFiles;
import org.urna.server.cast.Casting;
import org.urna.server.election.Elections;
import org.urna.server.staff.StaffOffice;
import org.urna.server.store.Store;
import org.urna.server.web.WebSite;

/** All routes on one page. What each takes, and who may call it, stands in {@code openapi.yaml}. */
public final class ApiRouter {

    private static final String CAST = "castBallot";

    private final URI publicUrl;
    private final Store store;
    private final StaffOffice staff;
    private final StaffCookies cookies;
    private final PrometheusMeterRegistry metrics;
    private final BoardFiles boards;
    private final WebSite site;
    private final OpenApiDocument document = OpenApiDocument.load();
    private final Handler<RoutingContext> cast;
    private final Map<String, Handler<RoutingContext>> operations = new LinkedHashMap<>();

    public ApiRouter(
            URI publicUrl,
            Store store,
            StaffOffice staff,
            PrometheusMeterRegistry metrics,
            Elections elections,
            Casting casting,
            BoardFiles boards,
            WebSite site,
            ElectionServices services) {
        this.publicUrl = publicUrl;
        this.store = store;
        this.staff = staff;
        this.cookies = new StaffCookies(publicUrl);
        this.metrics = metrics;
        this.boards = boards;
        this.site = site;
        operations.put("listElections", new ListElectionsHandler(elections));
        operations.put("createElection", new CreateElectionHandler(elections));
        operations.put("getElection", new GetElectionHandler(elections, services.progress(), services.reading()));
        operations.put("replaceDraft", new ReplaceDraftHandler(elections));
        operations.putAll(new RollRoutes(services.rolls()).operations());
        operations.put("startCeremony", new StartCeremonyHandler(services.ceremonies()));
        operations.putAll(new IssuingRoutes(services.issuing()).operations());
        operations.put("listDecisions", new ListDecisionsHandler(services.decisions()));
        operations.putAll(new DecisionRequestRoutes(services.drafts(), services.requests()).operations());
        operations.put("getProgress", new ProgressHandler(services.steps()));
        operations.put("getWitnesses", new WitnessesHandler(services.witnesses()));
        operations.put("signDecision", new SignDecisionHandler(services.decisions()));
        operations.put("postMessage", new PostMessageHandler(services.messages()));
        cast = new CastBallotHandler(casting);
        operations.put("uploadArtifact", new UploadHandler(services.uploads()));
        operations.put("challengeBallot", new ChallengeHandler(services.challenges()));
        operations.putAll(new ReadingRoutes(services.reading()).operations());
        operations.putAll(new MessageFileRoutes(services.files()).operations());
        operations.putAll(new SessionRoutes(staff, cookies, document).operations());
        operations.putAll(new AccountRoutes(staff.accounts(), publicUrl).operations());
        operations.putAll(new SetUpRoutes(services.setUp(), services.uploads()).operations());
        operations.putAll(new OpenIdRoutes(staff.openId(), cookies).operations());
        operations.putAll(new OwnAccountRoutes(staff.own(), staff.sessions()).operations());
        operations.put("returnMail", new ReturnedMailHandler(services.delivery().returned()));
        operations.putAll(new HaltRoutes(services.halts()).operations());
        operations.putAll(new HelpDeskRoutes(services.helpDesk()).operations());
        operations.putAll(new ComplaintRoutes(services.complaints()).operations());
        operations.putAll(new RetentionRoutes(services.retentions()).operations());
        operations.put("getStatement", new StatementHandler(services.statements()));
        operations.putAll(new SendingRoutes(services.delivery()).operations());
        operations.putAll(new TrailRoutes(staff.trailReader()).operations());
        operations.put("getDescription", this::description);
    }

    Future<Router> create(Vertx vertx, ConnectionGuard guard) {
        Router router = Router.router(vertx);
        router.route().handler(new AccessLog());
        router.route().handler(guard);
        router.route().handler(new SecurityHeaders(publicUrl));
        router.get("/health/live").handler(AccessLog.named("live")).handler(new HealthHandler(Future::succeededFuture));
        router.get("/health/ready").handler(AccessLog.named("ready")).handler(new HealthHandler(store::ping));
        router.get("/metrics").handler(AccessLog.named("metrics")).handler(this::metrics);
        router.route(BoardHandler.ROUTE)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(AccessLog.named("board"))
                .handler(new BoardHandler(boards));
        router.route().handler(new WebHandler(site));
        RequestReader reader = new RequestReader(document, new StaffGate(staff, cookies, publicUrl));
        // Before the router of the description, which tries some hundred addresses one after the other for each
        // request.
        router.post("/api/v1/elections/:id/ballots")
                .handler(reader.withoutValidator(CAST))
                .handler(cast);
        return api(vertx, reader).map(api -> {
            router.route("/api/v1/*").subRouter(api);
            ProblemHandler problems = new ProblemHandler(site);
            router.route().failureHandler(problems);
            for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
                router.errorHandler(status, problems);
            }
            return router;
        });
    }

    /** The operations of the description that have a handler here, validated against it. */
    private Future<Router> api(Vertx vertx, RequestReader reader) {
        return OpenAPIContract.from(vertx, document.validated(operations.keySet()))
                .map(contract -> {
                    RouterBuilder builder = RouterBuilder.create(vertx, contract, reader);
                    operations.forEach((id, handler) ->
                            Objects.requireNonNull(builder.getRoute(id), id).addHandler(handler));
                    return builder.createRouter();
                });
    }

    private void description(RoutingContext ctx) {
        Answers.bytes(ctx, 200, "application/yaml", document.text().getBytes(StandardCharsets.UTF_8))
                .onFailure(ctx::fail);
    }

    private void metrics(RoutingContext ctx) {
        byte[] text = metrics.scrape().getBytes(StandardCharsets.UTF_8);
        Answers.bytes(ctx, 200, "text/plain; version=0.0.4; charset=utf-8", text)
                .onFailure(ctx::fail);
    }
}
